/** Which grammar reads a file, and what of its trees is a function, a class, an import. Names of nodes are the grammars' own. */

export interface SyntaxLanguage {
  /** File name of the grammar, without `.wasm`. */
  readonly grammar: string;
  readonly extensions: readonly string[];
  /** Types of nodes, by what they stand for. */
  readonly functions: readonly string[];
  readonly anonymous: readonly string[];
  readonly classes: readonly string[];
  readonly imports: readonly string[];
  readonly comments: readonly string[];
  /** String literals, and of what they are a statement when they stand alone in it: a docstring, a directive. */
  readonly strings?: { readonly types: readonly string[]; readonly in: readonly string[] };
  /** Nodes that are functions when their value is an anonymous one. */
  readonly holders?: readonly string[];
  /** Nodes that are imports when they are written so. */
  readonly importing?: { readonly node: string; readonly pattern: RegExp };
}

const ECMASCRIPT = {
  functions: ["function_declaration", "generator_function_declaration", "method_definition"],
  anonymous: ["arrow_function", "function_expression"],
  holders: ["variable_declarator", "pair", "assignment_expression", "field_definition", "public_field_definition"],
  classes: ["class_declaration", "abstract_class_declaration", "class", "interface_declaration"],
  imports: ["import_statement"],
  // The words of a page are for people.
  comments: ["comment", "html_comment", "hash_bang_line", "jsx_text"],
  strings: { types: ["string", "template_string"], in: ["expression_statement"] },
  importing: { node: "lexical_declaration", pattern: /^(?:const|let)\b[^;]{1,150}?=\s*require\s*\(/u },
};

export const SYNTAX_LANGUAGES: readonly SyntaxLanguage[] = [
  { grammar: "javascript", extensions: ["js", "jsx", "mjs", "cjs"], ...ECMASCRIPT },
  // Apart from TSX: `<T>x` is a cast in one and an element in the other.
  { grammar: "typescript", extensions: ["ts", "mts", "cts"], ...ECMASCRIPT },
  { grammar: "tsx", extensions: ["tsx"], ...ECMASCRIPT },
  {
    grammar: "python",
    extensions: ["py", "pyi", "pyw"],
    functions: ["function_definition"],
    anonymous: [],
    classes: ["class_definition"],
    imports: ["import_statement", "import_from_statement", "future_import_statement"],
    comments: ["comment"],
    strings: { types: ["string", "concatenated_string"], in: ["expression_statement"] },
  },
  {
    grammar: "go",
    extensions: ["go"],
    functions: ["function_declaration", "method_declaration"],
    anonymous: ["func_literal"],
    classes: ["type_declaration"],
    imports: ["import_declaration"],
    comments: ["comment"],
  },
  {
    grammar: "java",
    extensions: ["java"],
    functions: ["method_declaration", "constructor_declaration", "compact_constructor_declaration"],
    anonymous: ["lambda_expression"],
    classes: ["class_declaration", "interface_declaration", "enum_declaration", "record_declaration"],
    imports: ["import_declaration"],
    comments: ["line_comment", "block_comment"],
  },
  {
    grammar: "ruby",
    extensions: ["rb", "rake", "ru"],
    functions: ["method", "singleton_method"],
    anonymous: ["do_block"],
    classes: ["class", "module"],
    imports: [],
    // What stands behind `__END__` has no other name.
    comments: ["comment", "uninterpreted"],
    strings: {
      types: ["string", "chained_string"],
      in: ["program", "body_statement", "block_body", "then", "else", "begin", "ensure"],
    },
    importing: {
      node: "call",
      // Callbacks of a controller decide what its methods may take for granted.
      pattern:
        /^(?:require|require_relative|include|extend|prepend|(?:skip_|prepend_)?(?:before|around)_(?:action|filter))\b/u,
    },
  },
  {
    grammar: "php",
    extensions: ["php", "phtml"],
    functions: ["function_definition", "method_declaration"],
    anonymous: ["anonymous_function"],
    classes: ["class_declaration", "trait_declaration", "interface_declaration", "enum_declaration"],
    imports: [
      "namespace_use_declaration",
      "require_expression",
      "require_once_expression",
      "include_expression",
      "include_once_expression",
    ],
    comments: ["comment"],
    strings: { types: ["string", "encapsed_string"], in: ["expression_statement"] },
  },
  {
    grammar: "c-sharp",
    extensions: ["cs"],
    functions: [
      "method_declaration",
      "constructor_declaration",
      "destructor_declaration",
      "property_declaration",
      "operator_declaration",
      "local_function_statement",
    ],
    anonymous: ["lambda_expression", "anonymous_method_expression"],
    classes: [
      "class_declaration",
      "struct_declaration",
      "interface_declaration",
      "record_declaration",
      "enum_declaration",
    ],
    imports: ["using_directive"],
    comments: ["comment", "preproc_region", "preproc_endregion"],
  },
];

/** By the end of the name, in any case. */
export function languageOf(uri: string): SyntaxLanguage | undefined {
  const extension = /\.([a-z]+)$/iu.exec(uri)?.[1]?.toLowerCase() ?? "";
  return SYNTAX_LANGUAGES.find(({ extensions }) => extensions.includes(extension));
}
