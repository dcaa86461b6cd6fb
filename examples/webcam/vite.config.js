export default {
  // Vite's development server bundles dependencies into one place, away from the files beside them: the model.
  optimizeDeps: { exclude: ["@fdhm/model-fast-dhm"] },
};
