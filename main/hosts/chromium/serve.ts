// SPDX-License-Identifier: Apache-2.0
import type { BrowserContext, Route } from 'playwright-core';
import { responseHeaders } from '../content-policy.ts';
import { isAppPage } from '../navigation.ts';
import type { RendererFiles } from '../renderer-files.ts';

export async function serveRenderer(context: BrowserContext, files: RendererFiles, origin: string): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const refused = request.isNavigationRequest() && !isAppPage(request.url(), origin);
    if (refused || request.method() !== 'GET') return refuse(route);
    const file = await files.read(request.url());
    if (!file) return refuse(route);
    await route.fulfill({
      status: 200,
      headers: responseHeaders(file.contentType),
      body: Buffer.from(file.body),
    });
  });
}

/** A 204 reply keeps the current page. An abort would show an error page. */
async function refuse(route: Route): Promise<void> {
  if (route.request().isNavigationRequest()) return route.fulfill({ status: 204 });
  return route.abort('blockedbyclient');
}
