// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactNode } from 'react';

export function HostText({ host }: { readonly host: string }) {
  return breakable(host.split(/(?<=\.)/));
}

export function PathText({ path }: { readonly path: string }) {
  return breakable(path.split(/(?<=[/\\])/));
}

function breakable(parts: readonly string[]): ReactNode {
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
