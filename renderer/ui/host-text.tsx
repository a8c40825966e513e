// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';

/** Prefers line breaks after dots. */
export function HostText({ host }: { readonly host: string }) {
  return host.split(/(?<=\.)/).map((label, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {label}
    </Fragment>
  ));
}
