"use client";

import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceFinder, FaceTracker } from "@fdhm/runtime-web";
import { createWorkerAligner } from "@fdhm/runtime-web/worker";
import { useEffect, useState } from "react";

/** The faces of a playing video, frame by frame; none while `video` is null. Throws, at render, what went wrong. */
export function useFaces(video, { most = 1 } = {}) {
  const [faces, setFaces] = useState([]);
  const [error, setError] = useState(null);

  useEffect(() => {
    if (video === null) return undefined;
    const stop = new AbortController();
    (async () => {
      const aligner = await createWorkerAligner(fastDhm, stop);
      try {
        const finder = new FaceFinder(aligner);
        const tracker = new FaceTracker(aligner, { finder, most });
        for await (const now of tracker.track(video, stop)) setFaces(now);
      } finally {
        await aligner.dispose();
      }
    })().catch((error) => {
      if (!stop.signal.aborted) setError(error);
    });
    return () => {
      stop.abort();
      setFaces([]);
    };
  }, [video, most]);

  if (error !== null) throw error;
  return faces;
}
