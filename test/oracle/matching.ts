/** Whether two contact keys may well be one line or mailbox, told part by part. Source: consent-gate.md §5. */
export function mayBeOne(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.startsWith("email:") && other.startsWith("email:")) return mailbox(one) === mailbox(other);
  if (one.startsWith("phone:") && other.startsWith("phone:"))
    return linesOf(one).some((line) => linesOf(other).includes(line));
  return false;
}

/** Whether a contact key lies in a domain, sub-domains included, or begins with a prefix of numbers. */
export function isInArea(key: string, area: string): boolean {
  const [kind, text = ""] = area.split(":");
  if (kind === "prefix") return linesOf(key).some((line) => line.startsWith(text.slice(1)));
  if (!key.startsWith("email:")) return false;
  const labels = (mailbox(key).split("@")[1] ?? "").split(".").toReversed();
  return text
    .split(".")
    .toReversed()
    .every((label, place) => labels[place] === label);
}

function mailbox(key: string): string {
  const [local = "", domain = ""] = key.slice("email:".length).split("@");
  const tag = local.indexOf("+");
  const name = tag > 0 ? local.slice(0, tag) : local;
  const isGmail = domain === "gmail.com" || domain === "googlemail.com";
  return isGmail ? `${name.split(".").join("")}@gmail.com` : `${name}@${domain}`;
}

/** Every way to write the digits of a line with its calling code, of the few countries that worlds have numbers of. */
function linesOf(key: string): string[] {
  if (!key.startsWith("phone:")) return [];
  const digits = key.replace(/\D/gu, "").replace(/^0+/u, "");
  const argentine = /^54(?:9)?(\d{10})$/u.exec(digits)?.[1];
  const chinese = /^860+(\d+)$/u.exec(digits)?.[1];
  if (argentine !== undefined) return [`54${argentine}`, `549${argentine}`];
  return chinese === undefined ? [digits] : [`86${chinese}`];
}
