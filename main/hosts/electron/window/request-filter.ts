// SPDX-License-Identifier: Apache-2.0
import { electronOrigin } from '../../../../shared/ipc/channel.ts';

export interface RequestFacts {
  readonly url: string;
  readonly resourceType: string;
}

/** Electron security checklist, item 1. */
export function isAllowedRequest({ url, resourceType }: RequestFacts, developerTools: boolean): boolean {
  if (url === electronOrigin || url.startsWith(`${electronOrigin}/`)) return true;
  if (url.startsWith('data:image/')) return resourceType === 'image';
  return developerTools && url.startsWith('devtools://');
}
