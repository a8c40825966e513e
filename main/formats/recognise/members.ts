// SPDX-License-Identifier: Apache-2.0
/** `end` may exceed the data. */
export interface Member {
  readonly tag: number;
  readonly content: number;
  readonly end: number;
}

/** Stops at a child that exceeds its parent. Indefinite elements extend to the end of their parent. */
export function membersOf(bytes: Buffer, parent: Pick<Member, 'content' | 'end'>, count: number): Member[] {
  const members: Member[] = [];
  const limit = Math.min(parent.end, bytes.length);
  let at = parent.content;
  while (members.length < count && at + 2 <= limit) {
    const tag = bytes[at] as number;
    let length = bytes[at + 1] as number;
    let content = at + 2;
    if (tag === 0 || (tag & 0x1f) === 0x1f) break;
    if (length === 0x80) length = parent.end - content;
    else if (length > 0x80) {
      const octets = length & 0x7f;
      if (octets > 6 || content + octets > limit) break;
      length = 0;
      for (let nth = 0; nth < octets; nth++) length = length * 256 + (bytes[content++] as number);
    }
    const end = content + length;
    // Only the outermost element may exceed the data.
    if (end > parent.end && parent.content !== 0) break;
    members.push({ tag, content, end });
    at = end;
  }
  return members;
}
