import { createElement, type ReactNode } from 'react';

/** One SVG element as data: geometry only, its looks come from the class. Both React and the pooled nodes draw it. */
export interface Shape {
  readonly tag: 'path' | 'circle' | 'rect' | 'text' | 'line';
  readonly className: string;
  readonly attributes: { readonly [name: string]: string | number };
  readonly text?: string;
  /** The term whose hue it wears, where that is not the term of the whole mark. */
  readonly style?: { readonly [property: string]: string };
}

const SVG = 'http://www.w3.org/2000/svg';

export function shapeNode(shape: Shape): SVGElement {
  const node = document.createElementNS(SVG, shape.tag);
  node.setAttribute('class', shape.className);
  for (const [name, value] of Object.entries(shape.attributes)) node.setAttribute(name, String(value));
  for (const [property, value] of Object.entries(shape.style ?? {})) node.style.setProperty(property, value);
  if (shape.text !== undefined) node.textContent = shape.text;
  return node;
}

export function renderShapes(shapes: readonly Shape[]): ReactNode[] {
  return shapes.map((shape, index) =>
    createElement(
      shape.tag,
      { key: index, className: shape.className, style: shape.style, ...shape.attributes },
      shape.text,
    ),
  );
}
