// SPDX-License-Identifier: Apache-2.0
export const tokenObjectClasses = ['certificate', 'private-key', 'public-key', 'data', 'other'] as const;

export const maxTokenObjectsPage = 500;
