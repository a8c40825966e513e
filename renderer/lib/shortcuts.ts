// SPDX-License-Identifier: Apache-2.0
/** True on macOS, where shortcuts use the Command key. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

/** How a shortcut is written on this system: `Ctrl K`, `⌘ K`. */
export function shortcutText(key: string): string {
  return `${isMac() ? '⌘' : 'Ctrl'} ${key}`;
}

/** Whether an event means Ctrl (or Command) and this key, and nothing more. */
export function isShortcut(event: KeyboardEvent, key: string): boolean {
  const held = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

/** Typing goes into a field here: leave keys and pastes alone. */
export function isTextTarget(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}
