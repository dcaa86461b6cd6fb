import { expected } from "@fdhm/errors";

/**
 * An element of the page by its id.
 *
 * @param kind - what it is to be.
 * @throws RangeError where the page has none.
 */
export function element<E extends HTMLElement>(
  id: string,
  kind: new () => E,
): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind))
    throw expected(kind.name, `#${id}`, found, { file: "index.html" });
  return found;
}
