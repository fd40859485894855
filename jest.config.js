import { createRequire } from 'node:module';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

/** Lightning web components are tested from their TypeScript sources, never from what the build made of them. */
export default {
  ...jestConfig,
  roots: ['<rootDir>/force-app'],
  testPathIgnorePatterns: [...(jestConfig.testPathIgnorePatterns ?? []), '/__tests__/data/'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/navigation$': '<rootDir>/config/jest/navigation.js',
    '^lightning/modal$': '<rootDir>/config/jest/modal.js',
    '^c/(.+)$': '<rootDir>/force-app/main/default/lwc/$1/$1',
  },
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/config/jest/accessibility.js'],
};
