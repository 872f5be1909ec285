/** How challenges are validated and CAA records are obeyed, with network and DNS that can be replaced. */
package dev.akme.ca.validation;
