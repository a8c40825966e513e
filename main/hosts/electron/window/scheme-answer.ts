// SPDX-License-Identifier: Apache-2.0
import { responseHeaders } from '../../content-policy.ts';
import type { RendererFiles } from '../../renderer-files.ts';

export async function answerScheme(
  request: { readonly method: string; readonly url: string },
  files: RendererFiles,
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const file = await files.read(request.url);
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.body, { status: 200, headers: responseHeaders(file.contentType) });
}
