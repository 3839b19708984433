-- Whether a text ends in another.
function ends_in(value varchar, ending varchar) returns boolean
return (substr(value, greatest(length(value) - length(ending) + 1, 1)) = ending)
