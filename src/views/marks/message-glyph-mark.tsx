import { chevronShape, glyphShapes } from './message-glyph.ts';
import type { MessageLook } from './message-look.ts';
import './marks.css';
import { renderShapes } from './shape.ts';
import { termStyle } from './term.ts';

/** A message's glyph around (0, 0) as a React node: for plates, lists and inspectors. Moving ones are pooled nodes. */
export function MessageGlyph({ look, degrees = 0 }: { readonly look: MessageLook; readonly degrees?: number }) {
  return (
    <g className="glyph" style={termStyle(look.term)}>
      {renderShapes(glyphShapes(look))}
      <g transform={`rotate(${degrees})`}>{renderShapes([chevronShape(look)])}</g>
    </g>
  );
}
