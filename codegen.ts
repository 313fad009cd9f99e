import type { CodegenConfig } from '@graphql-codegen/cli';

// Typed operations against the committed schema, as a frontend team would have them. `npm run codegen` writes, `npm run check`
// compares.
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/operations/**/*.graphql'],
  generates: {
    'test/operations/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // persisted-documents.json is the list that ARCADIA_PERSISTED_OPERATIONS takes.
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        strictScalars: true,
        useTypeImports: true,
        scalars: { DateTime: 'string', JSON: 'unknown' },
      },
    },
  },
  importExtension: '.ts',
};

export default config;
