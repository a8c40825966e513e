// SPDX-License-Identifier: Apache-2.0
/** UTF-16 code units; `tags` is a count. */
export const annotationLimits = { label: 200, place: 200, note: 10_000, tag: 60, tags: 50 } as const;
