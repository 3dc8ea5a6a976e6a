import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

type PropertyShape = Record<string, unknown>;
type ModelFile = readonly [
  Promise<Record<string, unknown>> | Record<string, unknown>,
  Record<string, Record<string, PropertyShape>>,
];

/** What a validator says about a value beyond its TypeScript type. */
const shapes: Readonly<Record<string, PropertyShape>> = {
  isInt: { type: 'integer' },
  // A field with a default is not optional to TypeScript.
  isOptional: { required: false },
  isIso8601: { format: 'date-time' },
  isUuid: { format: 'uuid' },
  isEmail: { format: 'email' },
  isUrl: { format: 'uri' },
};

const isArrayType = (shape: PropertyShape): boolean => {
  const { type } = shape;
  return typeof type === 'function' && Array.isArray((type as () => unknown)());
};

const refine = (shape: PropertyShape, extra: PropertyShape): void => {
  if (!isArrayType(shape) || extra['required'] === false) Object.assign(shape, extra);
  else if (extra['type']) Object.assign(shape, { type: 'array', items: extra });
};

const refineClass = (target: Type<unknown>, properties: Record<string, PropertyShape>): void => {
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(target, '', true, false)) {
    const shape = properties[rule.propertyName];
    const extra = rule.name === undefined ? undefined : shapes[rule.name];
    if (shape && extra) refine(shape, extra);
  }
};

/**
 * Adds to generated DTO metadata what only the validators know: whole numbers (TypeScript calls them `number`), formats,
 * and which fields may be left out. Changes the metadata in place.
 */
export const addValidatedShapes = async (metadata: Record<string, unknown>): Promise<void> => {
  const { models = [] } = (metadata['@nestjs/swagger'] ?? {}) as { models?: readonly ModelFile[] };
  for (const [file, classes] of models) {
    const exported = await file;
    for (const [name, properties] of Object.entries(classes)) {
      const target = exported[name];
      if (typeof target === 'function') refineClass(target as Type<unknown>, properties);
    }
  }
};
