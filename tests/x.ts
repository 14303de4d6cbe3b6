import Type from 'typebox'
import { Compile } from 'typebox/compile'
const S = Type.Object({ body: Type.Object({ a: Type.Enum([1,2] as const), b: Type.Optional(Type.Array(Type.Enum(['x'] as const))), 'c/d': Type.String() }) })
console.log(JSON.stringify(Compile(S).Errors({ body: { a: 9, b: ['y'] , 'c/d': 3} }), null, 1))
console.log(JSON.stringify(Compile(Type.Union([Type.Enum([1]), Type.String()])).Errors({}), null, 1))
