"use strict";

// No validator and no other address than our own is asked.
SwaggerUIBundle({
  url: "/openapi/evalledger.yaml",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
});
