/** Expressions by name: amounts of MakeHuman's units. */
export const PRESETS = {
  "open-mouth": { "mouth-open": 1 },
  smile: { "mouth-corner-puller": 1 },
  "open-smile": {
    "mouth-corner-puller": 0.8,
    "mouth-open": 0.3,
    "mouth-part-later": 0.3,
  },
  frown: { "mouth-depression": 1 },
  grimace: { "mouth-retraction": 1 },
  pucker: { "mouth-pursing": 0.8 },
  funnel: { "mouth-protusion": 0.6, "mouth-elevation": 0.5 },
  "tight-smile": { "mouth-compression": 0.7 },
  sneer: {
    "nose-left-elevation": 1,
    "nose-right-elevation": 1,
    "mouth-upward-retraction": 0.5,
  },
  "closed-eyes": { "eye-left-closure": 1, "eye-right-closure": 1 },
  "closed-left-eye": { "eye-left-closure": 1 },
  "closed-right-eye": { "eye-right-closure": 1 },
  squint: { "eye-left-slit": 1, "eye-right-slit": 1 },
  "wide-eyes": { "eye-left-opened-up": 1, "eye-right-opened-up": 1 },
  "raised-brows": {
    "eyebrows-left-up": 1,
    "eyebrows-right-up": 1,
    "eyebrows-left-extern-up": 0.7,
    "eyebrows-right-extern-up": 0.7,
    "eyebrows-left-inner-up": 0.7,
    "eyebrows-right-inner-up": 0.7,
  },
  "raised-inner-brows": {
    "eyebrows-left-inner-up": 1,
    "eyebrows-right-inner-up": 1,
  },
  "lowered-brows": { "eyebrows-left-down": 1, "eyebrows-right-down": 1 },
};
