// SPDX-License-Identifier: Apache-2.0
const two = (part: number): string => String(part).padStart(2, '0');

export function localTime(iso: string): string {
  const date = new Date(iso);
  return `${localDay(iso)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function localDay(iso: string): string {
  const date = new Date(iso);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
