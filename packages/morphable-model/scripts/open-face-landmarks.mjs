/**
 * Vertices of MakeHuman's base mesh at the 68 landmarks, in iBUG's order: the picture's left is the subject's right. Mirror pairs
 * are mirror images in the mesh.
 */
export const LANDMARKS = [
  // jaw, its line from ear to ear, not the contour that is seen
  5402, 868, 5238, 895, 893, 3697, 916, 5221, 5171, 11831, 7618, 10365, 7595,
  7597, 11847, 7573, 12001,
  // brows
  262, 232, 229, 223, 233, 7006, 6997, 7002, 7005, 7031,
  // nose
  132, 131, 201, 294, 334, 313, 317, 7076, 7096,
  // eyes
  1091, 6762, 1073, 6764, 6772, 1067, 13360, 7765, 13358, 7783, 7759, 13368,
  // outer lips
  369, 5340, 356, 362, 7117, 11943, 7129, 7232, 7244, 495, 489, 477,
  // inner lips
  432, 506, 509, 7255, 7192, 7227, 474, 471,
];
