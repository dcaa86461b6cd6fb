/**
 * Vertices of MakeHuman's base mesh at the 68 landmarks, in iBUG's order: the picture's left is the subject's right. Mirror pairs
 * are mirror images in the mesh.
 */
export const LANDMARKS = [
  // jaw: its line from ear to ear, not the contour that is seen
  5745, 5750, 869, 912, 894, 892, 917, 5222, 5225, 11832, 7619, 7594, 7596,
  7614, 7574, 12347, 12342,
  // brows
  262, 232, 229, 223, 233, 7006, 6997, 7002, 7005, 7031,
  // nose
  133, 5063, 291, 5054, 354, 331, 317, 7093, 7115,
  // eyes
  1065, 6757, 1073, 6769, 47, 1068, 13365, 7765, 13353, 7757, 7760, 6831,
  // outer lips
  369, 5340, 355, 362, 7116, 11943, 7129, 7232, 7244, 495, 489, 477,
  // inner lips
  429, 453, 468, 7213, 7189, 7236, 493, 481,
];
