// SPDX-License-Identifier: Apache-2.0
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

/** `Ctrl K` or `⌘ K`. */
export function shortcutText(key: string): string {
  return `${isMac() ? '⌘' : 'Ctrl'} ${key}`;
}

/** Exactly Ctrl (Command on macOS) plus this key. */
export function isShortcut(event: KeyboardEvent, key: string): boolean {
  const held = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

/** Don't intercept keys and pastes in fields. */
export function isTextTarget(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}
