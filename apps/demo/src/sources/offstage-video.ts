/**
 * A video element that nobody sees: its frames are copied. It is in the page all the same, since some browsers stop those that are not.
 *
 * @returns one without sound, which plays where it is also on telephones; to be removed by who asked for it.
 */
export function offstageVideo(): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.className = "offstage";
  video.tabIndex = -1;
  video.setAttribute("aria-hidden", "true");
  document.body.append(video);
  return video;
}
