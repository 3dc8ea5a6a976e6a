declare module 'class-transformer/cjs/storage' {
  import type { MetadataStorage } from 'class-transformer/types/MetadataStorage';
  /** Where `@Type` is kept; class-validator-jsonschema reads nested types from it. */
  export const defaultMetadataStorage: MetadataStorage;
}
