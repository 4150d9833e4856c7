// The DTOs of the toy contract.
import { defineShape } from "../../../src/http/webapi/values/define-shape.ts";
import { enumeration, int32, text } from "../../../src/http/webapi/values/shape.ts";

export const toyReference = defineShape("ToyReference", "Toy.Models", [
  int32("ReferenceID"),
  int32("AccountID"),
  int32("ContactID"),
  enumeration("Colour", "Colour"),
]);

export const newToyReference = defineShape("NewToyReference", "Toy.Models", [
  int32("AccountID"),
  int32("ContactID"),
  text("Crn"),
  enumeration("Colour", "Colour"),
]);
