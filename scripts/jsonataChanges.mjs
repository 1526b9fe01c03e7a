// What is changed in the jsonata package, as [what stands there, what comes instead]. `host` is what core/expressions/jsonata/engine.ts gives: the budget that
// everything spends from, regular expressions that cannot hang, and texts of values that cannot explode.

/** A function is what the package itself made one, told by a symbol: no member of any data has it. */
const identity = [
  [
    '    function isNumeric(n) {',
    `    const mark = Symbol('jsonata function');
    /** Filled by core/expressions/jsonata/engine.ts before the first evaluation. */
    const host = {};
    /** Sets an own member, whatever its name. */
    function put(object, key, value) {
        if(key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
        else object[key] = value;
    }
    /** Adds items to a list that the package has made. */
    function addAll(list, items) {
        host.work(items.length >> 3);
        host.check((list.length + items.length) * 8);
        host.hold(items.length * 8);
        for(let i = 0; i < items.length; i++) list.push(items[i]);
    }
    /** A list without marks. */
    function copyOf(items) {
        host.work(items.length >> 6);
        host.hold(items.length * 8);
        return items.slice();
    }
    function isNumeric(n) {`,
  ],
  [
    "return ((arg && (arg._jsonata_function === true || arg._jsonata_lambda === true)) || typeof arg === 'function');",
    "return typeof arg === 'function' || (typeof arg === 'object' && arg !== null && arg[mark] !== undefined);",
  ],
  ['return arg && arg._jsonata_lambda === true;', "return typeof arg === 'object' && arg !== null && arg[mark] === 'lambda';"],
  ['            _jsonata_lambda: true,', "            [utils.mark]: 'lambda',"],
  ['            _jsonata_function: true,', "            [utils.mark]: 'native',"],
  ['proc && proc._jsonata_function === true', "isFunction(proc) && typeof proc === 'object'"],
  ['        return definition;\n', '        return Object.freeze(definition);\n'],
  ['        isPromise\n    };', '        isPromise, mark, host, put, addAll, copyOf\n    };'],
  // Nothing of ours is a promise or an iterator: what has such members is data.
  ['                if (isIterable(result)) {\n                    result = result.next().value;\n                }\n', ''],
  ["'then' in arg &&", 'false &&'],
  // A marker of a missing argument, which no data can be.
  [
    "if (arg.type === 'operator' && arg.value === '?') {\n                evaluatedArgs.push(arg);",
    "if (arg.type === 'operator' && arg.value === '?') {\n                evaluatedArgs.push(missingArgument);",
  ],
  [
    "if (arg && arg.type === 'operator' && arg.value === '?') {\n                unboundArgs",
    'if (arg === missingArgument) {\n                unboundArgs',
  ],
  [
    '    var staticFrame = createFrame(null);',
    '    var host = utils.host, put = utils.put, addAll = utils.addAll, copyOf = utils.copyOf;\n    var missingArgument = {};\n    var staticFrame = createFrame(null);',
  ],
  // Marks that the evaluator puts on its lists mean nothing on an object of the data.
  ['if( input && input.tupleStream) {', 'if(Array.isArray(input) && input.tupleStream) {'],
  ['var reduce = input && input.tupleStream ? true : false;', 'var reduce = Array.isArray(input) && input.tupleStream ? true : false;'],
  ['result = input && input.outerWrapper ? input[0] : input;', 'result = input;'],
  ['if (Array.isArray(input) && input.outerWrapper && input.length > 0) {', 'if (false) {'],
  [
    "typeof resultSequence === 'undefined' || resultSequence.length === 0)",
    "typeof resultSequence === 'undefined' || (Array.isArray(resultSequence) && resultSequence.length === 0))",
  ],
  // A first step that gives one object is no list, even where it has a member `length`.
  [
    '        result = createSequence();\n\n        for(var ii = 0; ii < input.length; ii++) {\n            var res = evaluate(expr, input[ii]',
    "        result = createSequence();\n\n        var count = Array.isArray(input) || typeof input === 'string' ? input.length : 0;\n        for(var ii = 0; ii < count; ii++) {\n            var res = evaluate(expr, input[ii]",
  ],
  [
    "tupleBindings = input.map(item => { return {'@': item} });",
    "tupleBindings = (Array.isArray(input) ? input : []).map(item => { return {'@': item} });",
  ],
]

/** Data is never changed, and no function is looked into. */
const immutable = [
  [/ {12}if\(typeof proc === 'object'\) \{\n {16}proc\.token = procName;\n {16}proc\.position = expr\.position;\n {12}\}\n/g, ''],
  ['result = apply(proc, evaluatedArgs, input, environment);', 'result = apply(proc, evaluatedArgs, input, environment, procName);'],
  ['function apply(proc, args, input, environment) {', 'function apply(proc, args, input, environment, token) {'],
  ['result = applyInner(proc, args, input, environment);', 'result = applyInner(proc, args, input, environment, token);'],
  ['                next.token = result.body.procedure.value;', '                token = result.body.procedure.value;'],
  ['            next.position = result.body.procedure.position;\n', ''],
  ['result = applyInner(next, evaluatedArgs, input, environment);', 'result = applyInner(next, evaluatedArgs, input, environment, token);'],
  [
    'function applyInner(proc, args, input, environment) {\n        var result;\n',
    'function applyInner(proc, args, input, environment, token) {\n        var result;\n        host.work(1);\n',
  ],
  ['            if (proc) {\n                validatedArgs', '            if (isFunction(proc)) {\n                validatedArgs'],
  [
    "            if(proc) {\n                if (typeof err.token == 'undefined' && typeof proc.token !== 'undefined') {\n                    err.token = proc.token;\n                }\n                err.position = proc.position || err.position;\n            }\n",
    "            if (typeof err.token == 'undefined' && typeof token !== 'undefined') err.token = token;\n",
  ],
  // An empty array that an object constructor gets as its input is a part of the payload: it must not get an item.
  ['input.push(undefined);', 'input = createSequence(undefined);'],
  // Neither may an array of the payload get a mark.
  [
    'resultSequence.keepSingleton = true;',
    'if(Array.isArray(resultSequence)) { if(!resultSequence.sequence) resultSequence = resultSequence.slice(); resultSequence.keepSingleton = true; }',
  ],
  // The transform operator: its own clone, no function is a match or an update, and only what is in the clone is changed: a pattern can also
  // lead to the payload itself.
  [
    /var cloneFunction = environment\.lookup\('clone'\);[\s\S]*?var result = apply\(cloneFunction, \[obj\], null, environment\);/g,
    'var result = functionClone(obj);\n            var inside = host.objectsOf(result);',
  ],
  [
    'if (match && (match.isPrototypeOf(result) || match instanceof Object.constructor)) {',
    'host.work(1);\n                    if (isFunction(match)) {',
  ],
  [
    "if(updateType !== 'object' || update === null || Array.isArray(update)) {",
    "if(updateType !== 'object' || update === null || Array.isArray(update) || isFunction(update)) {",
  ],
  [
    'for(var prop in update) {\n                            match[prop] = update[prop];\n                        }',
    'if(inside.has(match)) {\n                            host.work(Object.keys(update).length);\n                            for(var prop of Object.keys(update)) put(match, prop, update[prop]);\n                        }',
  ],
  [
    "if (input !== null && typeof input === 'object') {\n            Object.keys(input).forEach(function (key) {\n                var value = input[key];",
    "if (input !== null && typeof input === 'object' && !isFunction(input)) {\n            Object.keys(input).forEach(function (key) {\n                var value = input[key];",
  ],
  [
    "} else if (input !== null && typeof input === 'object') {\n            Object.keys(input).forEach(function (key) {\n                recurse",
    "} else if (input !== null && typeof input === 'object' && !isFunction(input)) {\n            Object.keys(input).forEach(function (key) {\n                recurse",
  ],
  [
    "if(typeof match === 'object' && match !== null) {\n                                    delete",
    'if(inside.has(match)) {\n                                    delete',
  ],
]

/** Data names its members: `__proto__` and `hasOwnProperty` are names as any other, and an inherited member is none. */
const names = [
  ['if(bindings.hasOwnProperty(name))', 'if(name in bindings)'],
  ['var bindings = {};', 'var bindings = Object.create(null);'],
  ['var groups = {};', 'var groups = Object.create(null);'],
  ['if (groups.hasOwnProperty(key)) {', 'if (key in groups) {'],
  [
    "if(typeof value !== 'undefined') {\n                result[key] = value;",
    "if(typeof value !== 'undefined') {\n                put(result, key, value);",
  ],
  ['                    tuple = {};\n', '                    tuple = Object.create(null);\n'],
  [
    '        var result = {};\n        Object.assign(result, tupleStream[0]);',
    '        var result = Object.create(null), own = Object.create(null);\n        Object.assign(result, tupleStream[0]);',
  ],
  ['const wordValues = {};', 'const wordValues = Object.create(null);'],
  ['var lookup = {};', 'var lookup = Object.create(null);'],
  ["lookup = {'am': 0", "lookup = {__proto__: null, 'am': 0"],
  // The names of a native function's parameters are not read from its text, which a bundler may have changed.
  [
    /var sigArgs = getNativeFunctionArguments\(native\);[\s\S]*?bodyAST\.body = native;/g,
    "var names = [];\n        for (var i = 0; i < Math.max(getFunctionArity(native), args.length); i++) names.push({ value: '?' + i });\n        var bodyAST = { arguments: names, body: native, environment: environment, native: { names: names, signature: signature } };",
  ],
  ['function partialApplyNativeFunction(native, args) {', 'function partialApplyNativeFunction(native, args, environment, signature) {'],
  [
    'partialApplyNativeFunction(proc.implementation, evaluatedArgs)',
    'partialApplyNativeFunction(proc.implementation, evaluatedArgs, environment, proc.signature)',
  ],
  ['partialApplyNativeFunction(proc, evaluatedArgs)', 'partialApplyNativeFunction(proc, evaluatedArgs, environment)'],
  ['            body: proc.body\n', '            body: proc.body,\n            native: proc.native\n'],
  ['applyNativeFunction(proc.body, env)', 'applyNativeFunction(proc.body, env, proc.native)'],
  ['function applyNativeFunction(proc, env) {', 'function applyNativeFunction(proc, env, native) {'],
  [
    /var sigArgs = getNativeFunctionArguments\(proc\);[\s\S]*?\}\);\n/g,
    'var args = native.names.map(function (name) { return env.lookup(name.value); });\n        while (args.length > 0 && args[args.length - 1] === undefined) args.pop();\n        if (native.signature) args = native.signature.validate(args, undefined);\n',
  ],
]

/** What takes time or memory spends from the budget. */
const bounded = [
  [/var entryCallback = [\s\S]*?\n {8}\}\n/g, 'host.enter();\n'],
  [/var exitCallback = [\s\S]*?\n {8}\}\n/g, 'host.exit(expr, result);\n'],
  [/ {8}if \(enclosingEnvironment\) \{\n {12}var framePushCallback[\s\S]*?\n {8}\}\n/g, ''],
  // `[ ... ]` adds to its list instead of making a longer one for each item.
  [
    'result = fn.append(result, value);\n                        }',
    'if(!Array.isArray(value)) result.push(value); else if(result.length > 0) addAll(result, value); else result = copyOf(value);\n                        }',
  ],
  ['res.forEach(val => resultSequence.push(val));', 'addAll(resultSequence, res);'],
  [
    '                res.forEach(function (ires) {',
    '                host.work(res.length);\n                    res.forEach(function (ires) {',
  ],
  [
    '                            results.push(item);\n                        }\n                    });',
    '                            results.push(item);\n                        }\n                    });\n                    host.check(results.length * 8);',
  ],
  [
    'for (var bb = 0; bb < res.length; bb++) {',
    'host.work(res.length);\n                host.check((result.length + res.length) * 8);\n                for (var bb = 0; bb < res.length; bb++) {',
  ],
  [
    'value = flatten(value);\n                    results = fn.append(results, value);',
    'value = flatten(value);\n                    if(isSequence(results)) results = results.slice();\n                    addAll(results, value);',
  ],
  ['function flatten(arg, flattened) {', 'function flatten(arg, flattened) {\n        host.work(1);'],
  ['            flattened.push(arg);', '            flattened.push(arg);\n            host.check(flattened.length * 8);'],
  ['        // this is the equivalent of //* in XPath', '        host.work(1);\n        host.check(results.length * 8);'],
  ['isDeepEqual(lhs, rhs);\n                break', 'host.isEqual(lhs, rhs);\n                break'],
  [
    'for(var i = 0; i < rhs.length; i++) {\n            if(rhs[i]',
    'host.work(rhs.length >> 3);\n        for(var i = 0; i < rhs.length; i++) {\n            if(rhs[i]',
  ],
  [
    '        result = new Array(size);',
    '        host.allocate(size * 8);\n        host.work(size >> 3);\n        result = new Array(size);',
  ],
  ['return JSON.parse(fn.string(arg));', 'return JSON.parse(host.text(arg));'],
  // $formatNumber: zero and negative numbers have an exponent, and a picture may have no digit (D3086) or more than a number can show.
  ['while (mantissa < minMantissa) {', 'while (mantissa !== 0 && Math.abs(mantissa) < minMantissa && exponent > -400) {'],
  ['while (mantissa > maxMantissa) {', 'while (Math.abs(mantissa) > maxMantissa && exponent < 400) {'],
  ['Math.abs(value).toFixed(dp)', 'Math.abs(value).toFixed(Math.min(dp, 100))'],
  [
    'return subpicture.substring(0, ii);\n                    }\n                }\n',
    "return subpicture.substring(0, ii);\n                    }\n                }\n                return '';\n",
  ],
  [
    'return subpicture.substring(ii + 1);\n                    }\n                }\n',
    "return subpicture.substring(ii + 1);\n                    }\n                }\n                return '';\n",
  ],
  // $formatInteger and the date functions
  [
    "var padding = (new Array(padLength + 1)).join('0');",
    "host.allocate(padLength);\n                    var padding = '0'.repeat(padLength);",
  ],
  [
    '        for (var index = 0; index < romanNumerals.length; index++) {',
    "        if (value >= 4000) {\n            host.allocate(value / 1000);\n            return 'm'.repeat(Math.floor(value / 1000)) + decimalToRoman(value % 1000);\n        }\n        for (var index = 0; index < romanNumerals.length; index++) {",
  ],
  [
    '        formatSpec.parts.forEach(function (part) {\n',
    '        formatSpec.parts.forEach(function (part) {\n            host.work(1);\n            host.check(result.length);\n',
  ],
  ['const now = this.environment.timestamp;', 'const now = new Date(host.now());'],
  [/var timestamp = new Date\(\);[\s\S]*?'<:n>'\)\);/g, 'var timestamp;'],
  ['timestamp = new Date();', 'timestamp = undefined;'],
  // What a function of the package makes is counted where it is made.
  [
    'result = proc.implementation.apply(focus, validatedArgs);',
    'host.calling(validatedArgs);\n                result = proc.implementation.apply(focus, validatedArgs);\n                host.made(result);',
  ],
  [
    'var result = proc.apply(focus, args);',
    'host.calling(args);\n        var result = proc.apply(focus, args);\n        host.made(result);',
  ],
  // A group gets its items one by one, instead of a longer list for each.
  [
    'groups[key].data = fn.append(groups[key].data, item);',
    `var known = groups[key];
                        if (!known.own) {
                            known.own = true;
                            known.data = Array.isArray(known.data) ? known.data.slice() : [known.data];
                        }
                        if (Array.isArray(item)) addAll(known.data, item); else known.data.push(item);`,
  ],
  [
    'result[prop] = fn.append(result[prop], tupleStream[ii][prop]);',
    `var more = tupleStream[ii][prop];
                if (more === undefined) continue;
                if (result[prop] === undefined) {
                    result[prop] = more;
                    continue;
                }
                if (!own[prop]) {
                    own[prop] = true;
                    result[prop] = Array.isArray(result[prop]) ? result[prop].slice() : [result[prop]];
                }
                if (Array.isArray(more)) addAll(result[prop], more); else result[prop].push(more);`,
  ],
  // Regular expressions, also those that the package makes of a picture or a signature.
  [
    '        var closure = function(str, fromIndex) {\n',
    "        var closure = function(str, fromIndex) {\n            if (typeof str !== 'string') str = host.subject(str);\n",
  ],
  ['new jsonata.RegexEngine(expr.value)', 'host.pattern(expr.value)'],
  [/if\(options && options\.RegexEngine\) \{[^}]*\} else \{[^}]*\}/g, ''],
  ["const matcher = new RegExp(fullRegex, 'i');", "const matcher = host.pattern(new RegExp(fullRegex, 'i'));"],
  ['if (!iso8601regex.test(timestamp)) {', 'if (host.pattern(iso8601regex).exec(timestamp) === null) {'],
  [
    'var isValid = regex.exec(suppliedSig);',
    'var isValid = (suppliedSig.length <= 8 ? regex : utils.host.pattern(regex)).exec(suppliedSig);',
  ],
  ['var match = badSig.match(partialPattern);', 'var match = utils.host.pattern(new RegExp(partialPattern)).exec(badSig);'],
  // The text of an error is written within bounds, and what stands in a value is no place to fill.
  [
    /var message = template\.replace\(\/\\\{\\\{\\\{[\s\S]*?err\.message = message;/g,
    'err.message = template.replace(/\\{\\{\\{([^}]+)}}}|\\{\\{([^}]+)}}/g, function(_, plain, json) {\n                return plain ? String(err[plain]) : host.shown(err[json]);\n            });',
  ],
]

/** A conditional tells which way it takes, where somebody has asked for it (core/expressions/jsonata/conditionals.ts). */
const told = [
  [
    'if (fn.boolean(condition)) {\n            result',
    'condition = fn.boolean(condition);\n        if (expr.took !== undefined) expr.took(condition === true);\n        if (condition) {\n            result',
  ],
  ['advance(":");\n                this.else', 'this.elseAt = node.position;\n                advance(":");\n                this.else'],
  [
    'result = {type: expr.type, position: expr.position};\n                    result.condition',
    'result = {type: expr.type, position: expr.position, elseAt: expr.elseAt, took: undefined};\n                    result.condition',
  ],
]

const hosts = [
  ['    const stringToArray = utils.stringToArray;', '    const stringToArray = utils.stringToArray;\n    const host = utils.host;'],
  ['    var stringToArray = utils.stringToArray;', '    var stringToArray = utils.stringToArray;\n    var host = utils.host;'],
]

/** What core/expressions/jsonata/engine.ts takes of the package. */
const exported = [
  [
    'jsonata.parser = parser;',
    `jsonata.internals = { host: utils.host, isFunction, isSequence, createSequence, getFunctionArity, apply, fn, datetime,
        define: function(name, implementation, signature) {
            var known = staticFrame.lookup(name);
            staticFrame.bind(name, implementation && Object.freeze({ [utils.mark]: 'native', implementation: Object.freeze(implementation), signature: signature === undefined ? known.signature : parseSignature(signature) }));
        },
    };`,
  ],
]

export const changes = [...identity, ...immutable, ...names, ...bounded, ...told, ...hosts, ...exported]
