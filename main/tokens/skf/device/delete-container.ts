// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { readContainers } from './containers.ts';

/**
 * SKF deletes only whole containers, so this refuses if the container holds other objects.
 * @throws `not-found`, `not-available`, `verification-failed`, `module-broken`, SkfError
 */
export function deleteContainerOf(library: SkfLibrary, application: SkfHandle, objectId: string): void {
  const found = readContainers(library, application);
  const object = found.find(({ report }) => report.id === objectId);
  if (object === undefined) throw new AppError('not-found');
  if (found.some((each) => each !== object && each.container.equals(object.container)))
    throw new AppError('not-available');
  library.call('SKF_DeleteContainer', application, object.container);
  if (readContainers(library, application).some(({ report }) => report.id === objectId))
    throw new AppError('verification-failed');
}
