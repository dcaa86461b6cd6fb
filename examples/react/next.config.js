/** @type {import("next").NextConfig} */
export default {
  // On the server Node itself imports them, so that the model is the file beside the package.
  serverExternalPackages: ["@fdhm/runtime-web", "@fdhm/model-fast-dhm"],
};
