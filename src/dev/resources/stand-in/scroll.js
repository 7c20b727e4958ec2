// Who looks at the end of a room goes on to look at its end, also when the room gets less space.

const looking = new WeakMap();
const sizes = new ResizeObserver(changes => changes.forEach(({ target }) => toTheEnd(target)));

/** The same list, which is now watched. */
export function watched(list) {
  looking.set(list, true);
  list.addEventListener("scroll", () => looking.set(list, list.scrollHeight - list.scrollTop - list.clientHeight < 80));
  sizes.observe(list);
  return list;
}

/** Changes what is in the list. */
export function follow(list, change) {
  change();
  toTheEnd(list);
}

function toTheEnd(list) {
  if (looking.get(list)) list.scrollTop = list.scrollHeight;
}
