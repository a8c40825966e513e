// SPDX-License-Identifier: Apache-2.0
/**
 * React Aria puts one constant style element into the head (touch-action of pressable elements). Its text is allowed
 * by hash, so that no other inline style is; a new release that changes the text shows up in the security specs.
 */
export const reactAriaStyleHash = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': `'self' ${reactAriaStyleHash}`,
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // No popups, downloads, dialogs of the page or pointer lock, even upon a click. Forms may raise their submit event;
  // where to submit is answered by form-action.
  sandbox: 'allow-scripts allow-same-origin allow-forms',
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** Electron checklist 7: sent as a header with every file, the same in both hosts. */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');

const refusedFeatures = [
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
];

/** Response headers of every renderer file. */
export function responseHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    // No cross-origin-opener-policy: a sandboxed page that asks for it is a network error (HTML, "navigate"), and
    // without popups there is no opener.
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-store',
  };
}
