/**
 * What aligned faces tell: how far eyes and mouth are open, blinks, the head's pose in degrees, a 3D model's parameters. Knows
 * nothing of networks: 68 landmarks in 3D from anywhere will do.
 * @packageDocumentation
 */
export {
  type Blink,
  BlinkDetector,
  type BlinkOptions,
  type EyeStates,
} from "./measure/blink-detector.ts";
export { type EyeOpenings, eyeOpenings } from "./measure/eye-openings.ts";
export { type FaceLift, faceLift } from "./measure/face-lift.ts";
export { mouthOpening } from "./measure/mouth-opening.ts";
export { poseInDegrees } from "./measure/pose-in-degrees.ts";
