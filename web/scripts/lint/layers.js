import { dirname, relative, resolve, sep } from "node:path";

/**
 * Which layer of `src` may import which: `lib` ← `components` ← `features` ← `app`. A feature never imports another one;
 * what two of them need moves down into `components` or `lib`.
 */
const MAY_IMPORT = {
  lib: ["lib"],
  components: ["components", "lib"],
  features: ["components", "lib"],
  app: ["app", "features", "components", "lib"],
};

/** `features/talk/pages/x.tsx` is in layer `features`, feature `talk`. */
function place(src, file) {
  const [layer, feature] = relative(src, file).split(sep);
  return { layer, feature: layer === "features" ? feature : undefined };
}

export const layers = {
  meta: {
    type: "problem",
    docs: { description: "imports go down the layers only, and never from one feature into another" },
    messages: {
      layer: "{{from}} may not import {{to}}: imports go app → features → components → lib.",
      feature: "Feature {{from}} may not import feature {{to}}: move what both need into components or lib.",
    },
    schema: [{ type: "object", properties: { src: { type: "string" } }, required: ["src"] }],
  },
  create(context) {
    const { src } = context.options[0];
    const here = place(src, context.filename);
    if (!(here.layer in MAY_IMPORT)) return {};

    function check(node) {
      const name = node.source?.value;
      if (typeof name !== "string" || !/^(@\/|\.)/.test(name)) return;
      const target = name.startsWith("@/")
        ? resolve(src, name.slice(2))
        : resolve(dirname(context.filename), name);
      const there = place(src, target);
      if (!(there.layer in MAY_IMPORT)) return;
      if (here.feature && there.feature) {
        if (here.feature !== there.feature) {
          context.report({ node, messageId: "feature", data: { from: here.feature, to: there.feature } });
        }
      } else if (!MAY_IMPORT[here.layer].includes(there.layer)) {
        context.report({ node, messageId: "layer", data: { from: here.layer, to: there.layer } });
      }
    }

    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
