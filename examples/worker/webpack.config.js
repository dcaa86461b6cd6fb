export default {
  entry: "./worker.js",
  output: { filename: "worker.js", clean: true },
  devServer: { static: ["public", "dist"] },
};
