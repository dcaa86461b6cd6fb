/**
 * Lets what waits in the event loop run first: events, frames, timers. Promises alone never do, and timers of a page wait 4 ms
 * at least.
 */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port would keep a Node process alive.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
