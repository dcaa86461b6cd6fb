"use client";

import { useState } from "react";
import { useFaces } from "./use-faces.js";

export default function Page() {
  const [video, setVideo] = useState(null);
  const [problem, setProblem] = useState("");
  const faces = useFaces(video);

  async function start(element) {
    try {
      element.srcObject = await navigator.mediaDevices.getUserMedia({
        video: true,
      });
      await element.play();
      setVideo(element);
    } catch (error) {
      setProblem(error.message);
    }
  }

  return (
    <main>
      <h1>A face, followed by a hook</h1>
      <p>
        <button
          onClick={() => start(document.querySelector("video"))}
          disabled={video !== null}
        >
          Start the camera
        </button>
      </p>
      <p role="status">{problem || `${faces.length} found`}</p>
      <div style={{ position: "relative", display: "inline-block" }}>
        <video playsInline muted />
        {video && (
          <svg
            viewBox={`0 0 ${video.videoWidth} ${video.videoHeight}`}
            style={{ position: "absolute", inset: 0 }}
          >
            {faces.map(({ id, landmarks }) => (
              <g key={id} fill="lime">
                {Array.from({ length: 68 }, (_, k) => (
                  <circle
                    key={k}
                    cx={landmarks[3 * k] + 0.5}
                    cy={landmarks[3 * k + 1] + 0.5}
                    r="2"
                  />
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </main>
  );
}
