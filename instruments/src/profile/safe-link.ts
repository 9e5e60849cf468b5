const pictureData = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/u;
const ownPath = /^\/(?!\/)[\w./%-]*$/u;

/** Whether a picture comes from the same server or stands in the text itself; anything else tells others who reads. */
export function isSafeImageLink(link: string): boolean {
  return pictureData.test(link) || (ownPath.test(link) && !link.includes(".."));
}

/** Whether a link may stand in static content: https, mailto, tel or a path of the same server. */
export function isSafeHref(href: string): boolean {
  return /^(?:https:\/\/|mailto:|tel:)[^\s"'<>\\]+$/u.test(href) || ownPath.test(href) || /^#[\w-]*$/u.test(href);
}
