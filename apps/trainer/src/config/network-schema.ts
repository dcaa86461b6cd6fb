import { ACTIVATIONS } from "@fdhm/networks";
import { z } from "zod";

/** A preset of a network and what is changed of it. */
export const networkSchema = z.strictObject({
  preset: z.string().default("fast-dhm").describe("A preset's name."),
  inputSize: z.int().positive().optional().describe("Side in px."),
  cnnWidth: z.number().positive().optional().describe("Width n of the CNN."),
  recurrentWidth: z
    .number()
    .positive()
    .optional()
    .describe("Width n of the recurrent module."),
  steps: z
    .int()
    .nonnegative()
    .optional()
    .describe("Steps T of the recurrent module."),
  stem: z
    .int()
    .positive()
    .optional()
    .describe("Channels of the first convolution at width 1."),
  blocks: z
    .array(
      z.strictObject({
        filters: z.int().positive().describe("Channels at width 1."),
        stride: z.int().min(1).max(2).default(1),
      }),
    )
    .min(1)
    .optional()
    .describe("The depthwise-separable blocks, first to last."),
  bottleneck: z
    .int()
    .positive()
    .optional()
    .describe("Channels that are flattened for the landmarks."),
  hidden: z
    .int()
    .nonnegative()
    .optional()
    .describe("Units between these and the landmarks; 0: none."),
  indexedChannels: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      "Channels of a finer map that are looked up at each landmark, to move it; 0: none.",
    ),
  indexedHidden: z
    .int()
    .nonnegative()
    .optional()
    .describe("Units between these and the landmarks' step."),
  stages: z
    .array(z.array(z.int().positive()).min(1))
    .min(1)
    .optional()
    .describe("dhm-rnn: channels of each stage's convolutions."),
  channels: z
    .int()
    .positive()
    .optional()
    .describe("dhm-hourglass: channels of the hourglasses."),
  stacks: z
    .int()
    .positive()
    .optional()
    .describe("dhm-hourglass: how many, one after another."),
  depth: z
    .int()
    .positive()
    .optional()
    .describe("dhm-hourglass: halvings in each."),
  reductions: z
    .int()
    .nonnegative()
    .optional()
    .describe("dhm-hourglass: halvings after the last."),
  groups: z
    .int()
    .positive()
    .optional()
    .describe("dhm-hourglass: groups of a normalisation."),
  features: z
    .int()
    .positive()
    .optional()
    .describe("dhm-rnn, dhm-hourglass: units of the fully connected layer."),
  units: z
    .int()
    .positive()
    .optional()
    .describe("dhm-rnn, dhm-hourglass: units of the memory."),
  activation: z.enum(ACTIVATIONS).optional(),
  plainLayers: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      "Layers, the stem first, that have a plain ReLU whatever the activation.",
    ),
  skips: z
    .boolean()
    .optional()
    .describe("Whether blocks that keep their shape add their input."),
  uncertainty: z
    .boolean()
    .optional()
    .describe("Whether the network tells how far off each landmark is."),
});
