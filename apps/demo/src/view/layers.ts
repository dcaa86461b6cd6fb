/** What can be drawn over the picture. */
export type Layer = "contours" | "points" | "visibility" | "pose";

/** All of them, as people read them. */
export const LAYERS: Readonly<Record<Layer, string>> = {
  contours: "Contours",
  points: "Landmarks",
  visibility: "Visibility",
  pose: "Head axes",
};

/** What is drawn until somebody chooses. */
export const FIRST_LAYERS: readonly Layer[] = ["contours", "points"];
