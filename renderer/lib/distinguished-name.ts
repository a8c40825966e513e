/** Parts of a subject as a person enters them, in the order in which they are written. */
export const subjectParts = ['c', 'st', 'l', 'o', 'ou', 'cn', 'e'] as const;
export type SubjectPart = (typeof subjectParts)[number];
export type Subject = Readonly<Record<SubjectPart, string>>;

export const emptySubject: Subject = { c: '', st: '', l: '', o: '', ou: '', cn: '', e: '' };

/** A distinguished name as a string, with what has a meaning there escaped (RFC 4514 §2.4). */
export function distinguishedName(subject: Subject): string {
  return subjectParts
    .filter((part) => subject[part].trim() !== '')
    .map((part) => `${part.toUpperCase()}=${escapeValue(subject[part].trim())}`)
    .join(', ');
}

function escapeValue(value: string): string {
  return value.replaceAll(/[\\",+;<>=]/g, String.raw`\$&`).replace(/^#/, String.raw`\#`);
}
