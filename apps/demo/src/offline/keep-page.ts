/**
 * Keeps the page's files in the browser, so that it goes on without a network and opens without one.
 *
 * @returns whether it does now: not where the page comes over plain http, nor from the development server.
 */
export async function keepPage(): Promise<boolean> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("./service-worker.js");
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    // In private windows some browsers refuse; the page works all the same.
    return false;
  }
}
