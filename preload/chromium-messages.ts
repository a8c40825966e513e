/** What travels over the MessagePort between the page's world and the isolated world. */
export type ToIsolated = { readonly id: number; readonly message: unknown };
export type ToPage =
  | { readonly id: number; readonly answer: unknown }
  | { readonly event: string; readonly payload: unknown };

/** What the isolated world sends to the Node process through its CDP binding, as JSON. */
export type ToHost =
  | { readonly kind: 'request'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'window-changed' };
