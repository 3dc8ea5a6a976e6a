import 'reflect-metadata';
import type { Context } from '@redress/kernel';

/** A message's place in the published language: who says it, under which name, in which version of its shape. */
export interface ContractKey {
  readonly context: Context;
  readonly type: string;
  readonly version: number;
}

type ContractClass = new () => object;

const registry = new Map<string, { key: ContractKey; shape: ContractClass }>();

const nameOf = (key: ContractKey): string => `${key.context}.${key.type}.v${key.version}`;

/** Publishes a class as a message of a context. Its class-validator decorators are its schema. */
export const Contract =
  (context: Context, version = 1) =>
  (shape: ContractClass): void => {
    const key = { context, type: shape.name, version };
    if (registry.has(nameOf(key))) throw new Error(`contract ${nameOf(key)} is declared twice`);
    registry.set(nameOf(key), { key, shape });
  };

/** Every published message, in the order of declaration. */
export const contracts = (): readonly { key: ContractKey; shape: ContractClass }[] => [...registry.values()];

/** The class of a message, or undefined when the context publishes none of that name and version. */
export const contractOf = (key: ContractKey): ContractClass | undefined => registry.get(nameOf(key))?.shape;
