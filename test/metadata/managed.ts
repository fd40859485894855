/** The endings of one's own names, and of what Salesforce makes of them. */
const OWN_ENDING =
  /^(c|r|mdt|e|b|x|s|kav|ka|pc|pr|latitude__s|longitude__s|share|history|feed|changeevent|tag|viewstat|votestat|dlm|dll|dmo|gdt)$/i;

/**
 * Whether a name belongs to an installed package: `ns__Thing__c`, `ns__Thing`. What packages hold cannot be known
 * here, so nothing is ever wrong with such a name. One's own names have no two underscores but before their ending.
 */
export function isManaged(name: string): boolean {
  return name.split(/[.$:/\s-]/).some((part) => {
    const at = part.search(/[A-Za-z0-9]__\w/);
    return at >= 0 && !OWN_ENDING.test(part.slice(at + 3));
  });
}
