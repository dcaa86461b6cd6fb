/**
 * Keeps the page's files, so that it goes on without a network. The build writes the list of them and their version into the
 * strings below.
 */
export {};

/** What of a service worker's global scope is used here: TypeScript's library for workers excludes the one for pages. */
interface Scope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(
    type: "install" | "activate",
    listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    type: "fetch",
    listener: (event: {
      readonly request: Request;
      respondWith(response: Promise<Response>): void;
    }) => void,
  ): void;
}

const scope = globalThis as unknown as Scope;
const files = JSON.parse("%FILES%") as string[];
/** Another page of this origin may be another copy of this one. */
const prefix = `fdhm-demo ${scope.location.pathname} `;
const cacheName = prefix + "%VERSION%";

scope.addEventListener("install", (event) =>
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(["./", ...files]))
      .then(() => scope.skipWaiting()),
  ),
);

scope.addEventListener("activate", (event) =>
  event.waitUntil(
    removeOthers().then(
      // The page that is open already asks here from now on.
      () => scope.clients.claim(),
    ),
  ),
);

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (
    request.method === "GET" &&
    new URL(request.url).origin === scope.location.origin
  )
    event.respondWith(
      request.mode === "navigate" ? newest(request) : kept(request),
    );
});

async function removeOthers(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== cacheName)
      await caches.delete(name);
}

/** The page itself: from the server where there is one, so that a new version is seen. */
async function newest(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await caches.match("./");
    if (page) return page;
    throw error;
  }
}

/** Everything else has a name that changes with its content. */
async function kept(request: Request): Promise<Response> {
  const own = await caches.match(request, { ignoreVary: true });
  if (own) return own;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(cacheName);
    await cache.put(request, response.clone());
  }
  return response;
}
