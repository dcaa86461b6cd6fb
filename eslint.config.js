import js from "@eslint/js";
import nx from "@nx/eslint-plugin";
import prettier from "eslint-config-prettier";
import jsonc from "jsonc-eslint-parser";
import tseslint from "typescript-eslint";

/** Which layer may import which; `nx.tags` of each package.json names its layer. */
const layers = {
  base: [],
  geometry: ["base"],
  learning: ["geometry", "base"],
  data: ["geometry", "base"],
  runtime: ["geometry", "base"],
  // Only their tests run them.
  weights: ["runtime"],
  app: ["learning", "data", "runtime", "weights", "geometry", "base"],
};

export default [
  {
    ignores: [
      "**/dist",
      "**/out-tsc",
      "docs/api",
      ".nx",
      "runs",
      "packages/*/assembly",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  prettier,
  {
    files: [
      "*.{js,mjs}",
      "**/*.config.js",
      ".ci/*.mjs",
      "**/scripts/**/*.mjs",
      "**/e2e/**/*.mjs",
    ],
    languageOptions: {
      globals: {
        Buffer: "readonly",
        TextDecoder: "readonly",
        URL: "readonly",
        clearTimeout: "readonly",
        console: "readonly",
        document: "readonly",
        fetch: "readonly",
        performance: "readonly",
        process: "readonly",
        setTimeout: "readonly",
        window: "readonly",
      },
    },
  },
  {
    files: ["examples/**/*.{js,jsx}"],
    languageOptions: {
      globals: {
        AbortController: "readonly",
        Response: "readonly",
        URL: "readonly",
        console: "readonly",
        createImageBitmap: "readonly",
        document: "readonly",
        navigator: "readonly",
        process: "readonly",
      },
    },
  },
  {
    files: ["**/*.ts"],
    plugins: { "@nx": nx },
    rules: {
      "@nx/enforce-module-boundaries": [
        "error",
        {
          depConstraints: [
            ...Object.entries(layers).map(([layer, below]) => ({
              sourceTag: `layer:${layer}`,
              onlyDependOnLibsWithTags: [layer, ...below].map(
                (name) => `layer:${name}`,
              ),
            })),
            {
              sourceTag: "layer:runtime",
              bannedExternalImports: ["@tensorflow/*"],
            },
            {
              sourceTag: "platform:any",
              onlyDependOnLibsWithTags: ["platform:any"],
              bannedExternalImports: [
                "sharp",
                "onnxruntime-*",
                "@tensorflow/tfjs-node*",
              ],
            },
          ],
        },
      ],
    },
  },
  {
    // Tests may use what their package's users never load.
    files: ["**/*.test.ts", "**/*.test.fixture.ts"],
    rules: { "@nx/enforce-module-boundaries": "off" },
  },
  {
    files: ["packages/*/package.json"],
    plugins: { "@nx": nx },
    languageOptions: { parser: jsonc },
    rules: {
      "@nx/dependency-checks": [
        "error",
        {
          buildTargets: ["build"],
          // Imported by a name that no bundler follows, so neither does the rule.
          ignoredDependencies: ["onnxruntime-node"],
          ignoredFiles: [
            "{projectRoot}/src/**/*.test.ts",
            "{projectRoot}/src/**/*.test.fixture.ts",
            "{projectRoot}/src/testing/**",
            "{projectRoot}/scripts/**",
            "{projectRoot}/e2e/**",
          ],
        },
      ],
    },
  },
];
