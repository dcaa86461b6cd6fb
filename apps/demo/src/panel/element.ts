/**
 * An element of the page by its id.
 *
 * @param kind - what it is to be.
 */
export function element<E extends HTMLElement>(
  id: string,
  kind: new () => E,
): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind))
    throw new Error(`index.html has no ${kind.name} with the id ${id}`);
  return found;
}
