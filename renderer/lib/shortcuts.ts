// SPDX-License-Identifier: Apache-2.0
export function isWindows(): boolean {
  return navigator.userAgent.includes('Windows');
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

export function shortcutText(key: string): string {
  return `${isMac() ? '⌘' : 'Ctrl'} ${key}`;
}

export function isCommand(event: KeyboardEvent): boolean {
  const held = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey;
}

export function isShortcut(event: KeyboardEvent, key: string): boolean {
  return isCommand(event) && !event.shiftKey && event.key.toLowerCase() === key;
}

const textFields = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';

/** Shortcuts and pastes in fields belong to the field. */
export function isTextTarget(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(textFields) !== null;
}
