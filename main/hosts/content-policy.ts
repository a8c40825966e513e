// SPDX-License-Identifier: Apache-2.0
/** Hash of React Aria's style element (touch-action). The security specs fail if it changes. */
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
  // No popups, downloads or page dialogs.
  sandbox: 'allow-scripts allow-same-origin allow-forms',
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** Electron security checklist, item 7. Sent as a header with every file. */
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

export function responseHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    // cross-origin-opener-policy would cause a network error on a sandboxed page (HTML, "navigate").
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-store',
  };
}
