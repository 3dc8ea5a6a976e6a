import { VersionConflict } from '@redress/event-store';
import { TransientFault } from '@redress/kernel';

/**
 * What others wrote on the same stream again and again meanwhile is to be done once more.
 * @param what is contended, for whoever reads the log
 * @throws TransientFault in the place of VersionConflict; other errors as they are
 */
export const unlessContended = async <T>(what: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw error instanceof VersionConflict ? new TransientFault(`${what} is contended`, { cause: error }) : error;
  }
};
